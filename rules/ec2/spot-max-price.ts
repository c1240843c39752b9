import { SpotRequest } from "../../server/aws/purchasing.ts";
import { rule } from "../../server/core/rules.ts";

export default rule({
  id: "ec2-spot-max-price",
  title: "A maximum price for Spot",
  category: "reliability",
  variants: { price: { severity: "info", profile: "strict" } },
  notes: "EC2 › EC2 Instance Launch types",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SpotMarketOptions.html",
  alone: [SpotRequest],
  check({ every, report }) {
    for (const { maxPrice, name } of every(SpotRequest))
      for (const reading of maxPrice.readings)
        if (reading.isKnown)
          report(
            "price",
            reading,
            `${name} sets a maximum price for Spot, which only makes interruptions more frequent: nobody bids any more, and the price never goes above On-Demand. Leave it out.`,
          ).fix("Leave out the maximum price", (edit) => edit.remove(reading));
  },
});
