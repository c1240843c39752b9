/**
 * Drives the editor as a user does, with the packaged extension: see the squiggle, read the hover, pick the fix,
 * save. Screenshots go to out/.
 */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createVSIX } from "@vscode/vsce";
import type { Locator, Page } from "playwright-core";
import { type Window, Workbench } from "./workbench.ts";

const root = path.join(import.meta.dirname, "../..");
const out = path.join(root, "out/screenshots");
const FIX = "Set the timeout to 15 minutes";
const PATIENCE = 30_000;

const LANGUAGES = [
  { name: "cloudformation", file: "template.yaml", wrong: "Timeout: 1200", right: "Timeout: 900" },
  { name: "terraform", file: "terraform/main.tf", wrong: "timeout       = 1200", right: "timeout       = 900" },
  { name: "cdk", file: "cdk/lib/report-stack.ts", wrong: "Duration.minutes(20)", right: "Duration.minutes(15)" },
  { name: "python", file: "cdk-python/app.py", wrong: "Duration.minutes(20)", right: "Duration.minutes(15)" },
  {
    name: "java",
    file: "cdk-java/src/main/java/com/example/Report.java",
    wrong: "Duration.minutes(20)",
    right: "Duration.minutes(15)",
  },
  { name: "csharp", file: "cdk-csharp/src/Report.cs", wrong: "Duration.Minutes(20)", right: "Duration.Minutes(15)" },
  {
    name: "go",
    file: "cdk-go/report.go",
    wrong: "Duration_Minutes(jsii.Number(20))",
    right: "Duration_Minutes(jsii.Number(15))",
  },
];

describe("the editor, driven by mouse and keyboard", function () {
  this.timeout(120_000);
  let workbench: Workbench;
  let folder: string;
  let window: Window | undefined;

  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "groundrule-workspace-"));
    cpSync(path.join(import.meta.dirname, "fixtures/infrastructure"), folder, { recursive: true });
    const vsix = path.join(root, "out/groundrule.vsix");
    await createVSIX({
      cwd: root,
      packagePath: vsix,
      dependencies: false,
      allowMissingRepository: true,
      rewriteRelativeLinks: false,
    });
    workbench = await Workbench.start(path.join(root, "out/editor-ui.log"), { vsix });
  });

  after(async () => {
    await workbench?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  afterEach(async function () {
    if (this.currentTest?.state === "failed") await window?.page.screenshot({ path: path.join(out, "failed.png") });
    await window?.close();
    window = undefined;
  });

  for (const { name, file, wrong, right } of LANGUAGES)
    it(`${name}: squiggle, hover, quick fix, saved file`, async () => {
      const full = path.join(folder, file);
      const before = readFileSync(full, "utf8");
      assert.ok(before.includes(wrong));
      window = await workbench.open({ folder, file: full });
      const { page } = window;
      const shot = (step: string) => page.screenshot({ path: path.join(out, `${name}-${step}.png`) });

      const squiggle = page.locator(".squiggly-error").first();
      await squiggle.waitFor({ timeout: PATIENCE });
      await shot("1-squiggle");

      assert.match(await readHover(page, squiggle, "Lambda timeout outside the allowed range"), /900|15 minutes/);
      await shot("2-hover");
      await page.keyboard.press("Escape");

      await pick(page, squiggle, FIX, () => shot("3-quick-fix"));
      await squiggle.waitFor({ state: "detached", timeout: PATIENCE });
      await page.keyboard.press("Control+S");
      await saved(full, before.replace(wrong, right));
      await shot("4-mended");
    });
});

/**
 * Points at a squiggle and reads the hover once `wanted`, which only the server's part says, is in it. The editor may
 * close a hover when something is drawn anew under the mouse: then it is asked for again.
 */
async function readHover(page: Page, target: Locator, wanted: string): Promise<string> {
  const shown = page.locator(".monaco-hover:not(.hidden)", { hasText: wanted });
  for (let attempt = 1; attempt <= 60; attempt++) {
    const [text] = await shown.allTextContents();
    if (text) return text;
    const { x, y, width, height } = await boxOf(target);
    await page.mouse.move(x + width / 2 + (attempt % 2 ? 4 : -4), y + height / 2);
    await sleep(500);
  }
  return assert.fail("there is no hover");
}

/** Opens the quick-fix menu and takes an entry. Under load one key press can come too early. */
async function pick(page: Page, target: Locator, title: string, beforePick: () => Promise<unknown>): Promise<void> {
  const { x, y, width, height } = await boxOf(target);
  await page.mouse.click(x + width / 2, y + height / 2);
  await page.mouse.move(900, 700);
  const entry = page.locator(".action-widget .monaco-list-row", { hasText: title }).first();
  for (let attempt = 1; ; attempt++) {
    await page.keyboard.press("Control+.");
    try {
      await entry.waitFor({ timeout: 3000 });
      break;
    } catch (error) {
      if (attempt === 5) throw error;
      await page.keyboard.press("Escape");
    }
  }
  await beforePick();
  await entry.click();
}

/** Where it is. The editor draws its decorations anew at any time: between two of them there is nothing. */
async function boxOf(target: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  for (let attempt = 1; attempt <= 50; attempt++) {
    await target.waitFor({ timeout: PATIENCE });
    const box = await target.boundingBox();
    if (box) return box;
    await sleep(50);
  }
  return assert.fail("it is not on the screen");
}

async function saved(file: string, wanted: string): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (readFileSync(file, "utf8") !== wanted && Date.now() < end) await sleep(50);
  assert.equal(readFileSync(file, "utf8"), wanted);
}
