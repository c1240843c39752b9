import assert from "node:assert/strict";
import { duration, grouped, quantity } from "../../server/core/facts.ts";

describe("quantities as a person writes them", () => {
  it("sets thousands apart", () => {
    const written = [0, 999, 1000, 10_240, 1_234_567, -1000].map(grouped);
    assert.deepEqual(written, ["0", "999", "1,000", "10,240", "1,234,567", "-1,000"]);
    assert.equal(quantity(10_240, "MB"), "10,240 MB");
  });

  it("names hours, minutes and seconds", () => {
    const written = [0, 1, 60, 901, 3600, 5400].map(duration);
    assert.deepEqual(written, [
      "0 seconds",
      "1 second",
      "1 minute",
      "15 minutes 1 second",
      "1 hour",
      "1 hour 30 minutes",
    ]);
  });
});
