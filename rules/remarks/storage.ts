/** What hovers say of volumes and snapshots. */
import type { Remark } from "../../server/core/facts.ts";

const guide = "https://docs.aws.amazon.com/ebs/latest/userguide";
const checked = "2026-11-25";

export const storage: Readonly<Record<string, Remark>> = {
  volume: {
    text: "A volume is a network drive in one Availability Zone: it can be detached and attached to another instance of that zone. It outlives the instance unless it is told to be deleted with it.",
    source: `${guide}/ebs-volumes.html`,
    checked,
    notes: "EC2 Instance Storage › EBS Volume",
    about: ["AWS::EC2::Volume", "aws_ebs_volume"],
  },

  volumeGrows: {
    text: "A volume can be made larger while it is in use, never smaller: for that, copy the data to a new one.",
    source: `${guide}/modify-volume-requirements.html`,
    checked,
    notes: "EC2 Instance Storage › EBS Volume",
    about: ["AWS::EC2::Volume.Size", "aws_ebs_volume.size"],
  },

  freeTier: {
    text: "The old free tier's 30 GB were for the first 12 months of accounts from before 15 July 2025, and have run out for all of them; newer accounts get credits instead.",
    source: "https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/free-tier.html",
    checked,
    notes: "EC2 Instance Storage › EBS Volume",
    about: ["AWS::EC2::Volume.Size", "aws_ebs_volume.size"],
  },
};
