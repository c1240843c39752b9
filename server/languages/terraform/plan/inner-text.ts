/** What encoded text holds. */
import type { Json } from "./read-plan.ts";

/** The value that a JSON text stands for; undefined for text that is none. */
export function jsonText(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined; // it is no JSON: then nothing is said of what is in it
  }
}

/** The text in base64; undefined for what is none, or holds no text. */
export function base64Text(text: string): string | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined; // bytes of something else, compressed perhaps
  }
}
