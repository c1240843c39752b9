/** Facts: what AWS says, with the page and the day. No limit stands in a rule's code. */

/** Something worth knowing where a person looks at a resource or a property of it. */
export interface Remark {
  /** One or two sentences, in our own words, for a hover. */
  readonly text: string;
  /** The AWS page that says so. */
  readonly source: string;
  /** The day somebody last read it there, YYYY-MM-DD. */
  readonly checked: string;
  /** The section of the study notes it comes from. */
  readonly notes: string;
  /**
   * What a hover shows it on: a kind's field ("Lambda function.timeout"), a native type ("aws_instance"), or a
   * property of one ("AWS::EC2::Instance.ImageId").
   */
  readonly about: readonly string[];
}

/** A number that rules hold values against. */
export interface Fact extends Remark {
  readonly value: number;
  readonly unit: "seconds" | "MB" | "GiB" | "port" | "count" | "bytes";
}

export function fact(of: Fact): Fact {
  return of;
}

/** A quantity as a person writes it: "15 minutes", "10,240 MB", "1 hour 30 minutes". */
export function quantity(value: number, unit: Fact["unit"]): string {
  if (unit === "seconds") return duration(value);
  const digits = grouped(value);
  if (unit === "port" || unit === "count") return digits;
  return `${digits} ${unit}`;
}

/** Seconds as a person writes them. */
export function duration(seconds: number): string {
  const parts: string[] = [];
  const add = (n: number, word: string) => {
    if (n !== 0) parts.push(`${n} ${word}${n === 1 ? "" : "s"}`);
  };
  if (!Number.isInteger(seconds) || seconds < 0) return `${seconds} seconds`;
  add(Math.floor(seconds / 3600), "hour");
  add(Math.floor((seconds % 3600) / 60), "minute");
  add(seconds % 60, "second");
  return parts.length === 0 ? "0 seconds" : parts.join(" ");
}

/** A whole number with its thousands apart: "10,240". The system's own formatting takes longer to load than a lint. */
export function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
}
