/** A row of the study notes: what they say, and what of Groundrule carries it. */
export interface NotesRow {
  /** The lines of the notes: "16-23,265-269". */
  readonly lines: string;
  readonly fact: string;
  /** The rules that check it, by id; one that is not written yet shows as planned. */
  readonly rules: readonly string[];
  /** The remarks that hovers show, by their name in `rules/remarks`. */
  readonly remarks: readonly string[];
  /** Why nothing carries it. */
  readonly why?: string;
}
