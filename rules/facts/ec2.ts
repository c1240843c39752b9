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

/**
 * Families with an instance store, beside those whose name has a "d" behind its generation. Those with both kinds of
 * size, such as hpc, are left out.
 */
export const instanceStores = {
  families:
    "c1 c3 d2 d3 d3en dl1 f1 g2 g5 g6 g6e h1 hi1 hs1 i2 i3 i3en i4g i4i i7i i7ie i8g im4gn is4gen m1 m2 m3 p5 p5e p5en r3 trn1 x1 x1e",
  source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/InstanceStorage.html",
  checked: "2026-11-25",
  notes: "EC2 Instance Storage › EC2 Instance Store",
} as const;

const withStore: ReadonlySet<string> = new Set(instanceStores.families.split(" "));

/** True where every size of the family has an instance store. */
export function hasInstanceStore(family: string): boolean {
  return withStore.has(family) || /^[a-z]+\d+[a-z]*d[a-z]*$/.test(family);
}
