/** `AllowedPattern` of a parameter: whether some text matches all of it. */

/** How many ways a pattern may go over a text; past that it is not tried. */
const MOST_WAYS = 200_000;
const LONGEST_PATTERN = 2_000;
const LONGEST_TEXT = 500;
const DEEPEST = 40;

/**
 * True or false as CloudFormation would say it; undefined for a pattern that Java reads otherwise than JavaScript, or
 * that might take too long.
 */
export function matchesAll(pattern: string, text: string): boolean | undefined {
  if (pattern.length > LONGEST_PATTERN || text.length > LONGEST_TEXT) return undefined;
  const ways = new Pattern(pattern, text.length + 1).ways();
  if (ways === undefined || ways > MOST_WAYS) return undefined;
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    return undefined; // no pattern for JavaScript: nothing is known of it
  }
}

/** Reads a pattern that means the same in both languages, and counts in how many ways it can be tried. */
class Pattern {
  readonly #text: string;
  readonly #length: number;
  #at = 0;

  constructor(text: string, length: number) {
    this.#text = text;
    this.#length = length;
  }

  ways(): number | undefined {
    const ways = this.#alternatives(0);
    return this.#at === this.#text.length ? ways : undefined;
  }

  #alternatives(depth: number): number | undefined {
    if (depth > DEEPEST) return undefined;
    let sum = 0;
    for (;;) {
      const ways = this.#sequence(depth);
      if (ways === undefined) return undefined;
      sum += ways;
      if (this.#text[this.#at] !== "|") return sum;
      this.#at++;
    }
  }

  #sequence(depth: number): number | undefined {
    let product = 1;
    while (this.#at < this.#text.length && !"|)".includes(this.#text[this.#at]!)) {
      const atom = this.#atom(depth);
      const ways = atom === undefined ? undefined : this.#repeated(atom);
      if (ways === undefined) return undefined;
      product *= ways;
      if (product > MOST_WAYS) return undefined;
    }
    return product;
  }

  #atom(depth: number): number | undefined {
    const c = this.#text[this.#at]!;
    if (c === "(") return this.#group(depth);
    if (c === "[") return this.#class();
    if (c === "\\") return this.#escape() ? 1 : undefined;
    if ("*+?{".includes(c)) return undefined;
    this.#at++;
    return 1;
  }

  #group(depth: number): number | undefined {
    const opening = /\((?:\?[:=!])?(?!\?)/y;
    opening.lastIndex = this.#at;
    const match = opening.exec(this.#text);
    if (!match) return undefined;
    this.#at += match[0].length;
    const ways = this.#alternatives(depth + 1);
    if (ways === undefined || this.#text[this.#at] !== ")") return undefined;
    this.#at++;
    return ways;
  }

  #class(): number | undefined {
    this.#at++;
    if (this.#text[this.#at] === "^") this.#at++;
    // Java has no class without members: a bracket that comes first is one.
    if (this.#text[this.#at] === "]") return undefined;
    while (this.#at < this.#text.length) {
      const c = this.#text[this.#at]!;
      if (c === "]") {
        this.#at++;
        return 1;
      }
      // Classes in classes and intersections are Java's own.
      if (c === "[" || (c === "&" && this.#text[this.#at + 1] === "&")) return undefined;
      if (c === "\\") {
        if (!this.#escape()) return undefined;
      } else this.#at++;
    }
    return undefined;
  }

  #escape(): boolean {
    const escaped = this.#text[this.#at + 1];
    if (escaped === undefined || !/[dDwWsStnrf]|[^A-Za-z0-9]/.test(escaped)) return false;
    this.#at += 2;
    return true;
  }

  #repeated(ways: number): number | undefined {
    const quantifier = /[*+?]|\{(\d{1,4})(,(\d{0,4}))?\}/y;
    quantifier.lastIndex = this.#at;
    const match = quantifier.exec(this.#text);
    if (!match) return ways;
    this.#at += match[0].length;
    const after = this.#text[this.#at];
    if (after === "?") this.#at++;
    // Possessive quantifiers are Java's own.
    else if (after === "+" || after === "*") return undefined;
    const [written, least, range, most] = match;
    if (written === "?") return ways + 1;
    const isUnbounded = least === undefined || (range !== undefined && most === "");
    if (isUnbounded) return ways === 1 ? this.#length : undefined;
    const times = Number(range === undefined ? least : most);
    if (ways === 1) return Math.min(times - Number(least), this.#length) + 1;
    const each = times > Number(least) ? ways + 1 : ways;
    return each ** times > MOST_WAYS ? undefined : each ** times;
  }
}
