import { ImageFromInstance } from "../../server/aws/images.ts";
import { rule } from "../../server/core/rules.ts";

export default rule({
  id: "ami-snapshot-without-reboot",
  title: "Image taken of an instance that goes on running",
  category: "reliability",
  variants: { running: { severity: "info", profile: "strict" } },
  notes: "EC2 Instance Storage › AMI Overview",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateImage.html",
  alone: [ImageFromInstance],
  check({ every, report }) {
    for (const image of every(ImageFromInstance))
      for (const reading of image.withoutReboot.readings)
        if (reading.isKnown && reading.value)
          report(
            "running",
            reading,
            `${image.name} is taken while the instance goes on writing: its file system may be in between. Let it reboot.`,
          ).fix("Let it reboot", (edit) => edit.remove(reading));
  },
});
