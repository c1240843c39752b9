/** The documents that are made from the rules: docs/rules.md and docs/notes-coverage.md. */
import { rules } from "../rules/index.ts";
import { notes } from "../rules/notes/index.ts";
import type { NotesRow } from "../rules/notes/notes-row.ts";
import { remarksByName } from "../rules/remarks/index.ts";
import { readPages } from "../server/pages.ts";

const languages: Readonly<Record<string, string>> = {
  yaml: "CloudFormation",
  json: "CloudFormation",
  hcl: "Terraform",
  terraform: "Terraform",
  ts: "CDK",
  typescript: "CDK",
};

/** The generated documents, by path from the project's root. */
export async function ruleDocs(): Promise<ReadonlyMap<string, string>> {
  const pages = await readPages(new URL("../rules/", import.meta.url));
  return new Map([
    ["docs/rules.md", ruleTable(pages)],
    ["docs/notes-coverage.md", coverage()],
  ]);
}

function ruleTable(pages: Readonly<Record<string, string>>): string {
  const rows = [...rules]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((rule) => {
      const page = pages[rule.id] ?? "";
      const variants = Object.values(rule.variants);
      return [
        `\`${rule.id}\``,
        rule.title,
        unique(variants.map((v) => v.severity)),
        unique(variants.map((v) => v.profile)),
        unique([...page.matchAll(/^```(\w+) bad/gm)].map((m) => languages[m[1]!] ?? m[1]!)),
        /^```\w+ fixed (.+)$/m.exec(page)?.[1] ?? "",
        rule.notes,
        `[AWS](${rule.docs})`,
      ];
    });
  return document(
    "Rules",
    `${rules.length} rules. Languages, and the first fix, are those of the examples on each rule's page (\`groundrule explain ID\`), which are its tests.`,
    table(["rule", "finds", "severity", "profile", "languages", "a fix", "notes", "page"], rows),
  );
}

function coverage(): string {
  const shipped = new Set(rules.map((r) => r.id));
  const all = notes.flatMap((n) => n.rows);
  const planned = new Set(all.flatMap((row) => row.rules).filter((id) => !shipped.has(id)));
  const sections = notes.map(
    ({ title, rows }) =>
      `## ${title}\n\n${table(
        ["lines", "what the notes say", "carried by"],
        rows.map((row) => [row.lines, row.fact, carriers(row, shipped)]),
      )}`,
  );
  return document(
    "What of the notes is checked",
    `Each row of the study notes, with the rule that checks it or the hover that says it. ${planned.size} rules of these rows are planned.`,
    sections.join("\n"),
  );
}

function carriers(row: NotesRow, shipped: ReadonlySet<string>): string {
  const parts = [
    ...row.rules.map((id) => (shipped.has(id) ? `\`${id}\`` : `planned: ${id}`)),
    ...row.remarks.map((name) => `hover on ${(remarksByName[name]?.about ?? []).map((a) => `\`${a}\``).join(", ")}`),
    ...(row.why === undefined ? [] : [row.why]),
  ];
  return parts.join("; ");
}

function unique(values: readonly string[]): string {
  return [...new Set(values)].join(", ");
}

function document(title: string, lead: string, body: string): string {
  return `# ${title}\n\nMade by \`npx tsx scripts/generate-rule-docs.ts\`; do not edit.\n\n${lead}\n\n${body}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((c) => c.replaceAll("|", "\\|")).join(" | ")} |\n`;
  return line(head) + line(head.map(() => "---")) + rows.map(line).join("");
}
