/** What a command writes to. */
export interface Terminal {
  /** The working directory, with "/" as separator. */
  readonly folder: string;
  readonly colour: boolean;
  out(text: string): void;
  error(text: string): void;
}

export type Colour = "red" | "yellow" | "blue" | "bold" | "dim";
const CODES: Record<Colour, number> = { red: 31, yellow: 33, blue: 34, bold: 1, dim: 2 };

/** Colours text, where colours are wanted. */
export function paint(text: string, colour: Colour, terminal: Terminal): string {
  return terminal.colour ? `\u001b[${CODES[colour]}m${text}\u001b[0m` : text;
}

/** Text from a file without what would steer a terminal. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "\uFFFD");
}
