/**
 * Instance types that newer ones have taken the place of. Read on the page that day, with what AWS offers instead: T1,
 * M1, M3 and I2. The others are as old or older (EC2's API still lists them all); their successor is the present family
 * of the same kind, and was not found on the page, of which only the beginning could be read.
 */
export const previousGeneration = {
  source: "https://aws.amazon.com/ec2/previous-generation/",
  checked: "2026-11-25",
  notes: "EC2 › EC2 Basics",
  successors: {
    c1: "c7i",
    c3: "c7i",
    cc1: "c7i",
    cc2: "c7i",
    cg1: "g6",
    cr1: "r7i",
    g2: "g6",
    hi1: "i4i",
    hs1: "d3",
    i2: "i3",
    m1: "m7i",
    m2: "r7i",
    m3: "m7i",
    r3: "r7i",
    t1: "t3",
  },
} as const;

/** Since when accounts that are new can make no launch configurations. */
export const launchConfigurations = {
  closed: "2024-10-01",
  /** "As of January 1, 2023, new instance types are no longer supported." */
  lastTypes: "2022-12-31",
  source: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/launch-configurations.html",
  checked: "2026-11-25",
  notes: "Containers › ECS",
} as const;
