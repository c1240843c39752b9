import { type Fact, fact } from "../../server/core/facts.ts";

const types = "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html";
export const createVolume = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVolume.html";
const checked = "2026-11-25";
const notes = "EC2 Instance Storage › EBS Volume";

function limit(value: number, unit: "GiB" | "count", text: string): Fact {
  return fact({ value, unit, text, source: createVolume, checked, notes, about: [] });
}

function ofGp2(value: number, text: string): Fact {
  return fact({ value, unit: "count", text, source: types, checked: "2026-11-23", notes, about: [] });
}

/** The least and the most of something. */
export interface Bounds {
  readonly least: Fact;
  readonly most: Fact;
}

function size(type: string, least: number, most: number): Bounds {
  return {
    least: limit(least, "GiB", `A ${type} volume has at least ${least} GiB.`),
    most: limit(most, "GiB", `A ${type} volume has at most ${most} GiB.`),
  };
}

function rate(type: string, what: string, least: number, most: number): Bounds {
  return {
    least: limit(least, "count", `A ${type} volume is given at least ${least} ${what}.`),
    most: limit(most, "count", `A ${type} volume is given at most ${most} ${what}.`),
  };
}

export interface TypeLimits {
  readonly size: Bounds;
  /** Only for types that take it. */
  readonly iops?: Bounds;
  readonly throughput?: Bounds;
}

/** By volume type. */
export const limits: Readonly<Record<string, TypeLimits>> = {
  gp2: { size: size("gp2", 1, 16_384) },
  gp3: {
    size: size("gp3", 1, 65_536),
    iops: rate("gp3", "IOPS", 3_000, 80_000),
    throughput: rate("gp3", "MiB/s", 125, 2_000),
  },
  io1: { size: size("io1", 4, 16_384), iops: rate("io1", "IOPS", 100, 64_000) },
  io2: { size: size("io2", 4, 65_536), iops: rate("io2", "IOPS", 100, 256_000) },
  st1: { size: size("st1", 125, 16_384) },
  sc1: { size: size("sc1", 125, 16_384) },
  standard: { size: size("standard", 1, 1_024) },
};

export const source = types;

export const multiAttachInstances = fact({
  value: 16,
  unit: "count",
  text: "A Multi-Attach volume can be attached to 16 instances of one Availability Zone.",
  source: "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volumes-multi.html",
  checked,
  notes,
  about: [],
});

/** A gp2 volume has this many IOPS for each GiB … */
export const gp2Ratio = ofGp2(3, "A gp2 volume has 3 IOPS for each GiB.");
/** … up to this many. */
export const gp2Most = ofGp2(16_000, "A gp2 volume has at most 16,000 IOPS.");
