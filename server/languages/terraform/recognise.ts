/** Which files are Terraform, and ours, judged without parsing them. */

/** True for files that Terraform may read as a part of a module. */
export function mayBe(path: string): boolean {
  return /\.tf(\.json)?$/.test(path) && !path.includes("/.terraform/");
}

/** Whether a file mentions AWS or calls a module; a file without resources of any provider may be a part of one. */
export function recognise(path: string, text: string): boolean {
  if (!mayBe(path)) return false;
  if (mentionsAws(text)) return true;
  const other = path.endsWith(".json") ? /"(resource|data|provider)"\s*:/ : /^\s*(resource|data|provider)\s+["\w]/m;
  const any = path.endsWith(".json")
    ? /"(variable|output|locals|terraform|module)"\s*:/
    : /^\s*(variable|output|locals|terraform|moved|import|check|removed)\b/m;
  return !other.test(text) && any.test(text);
}

/** Whether text speaks of AWS, or calls a module that may. */
export function mentionsAws(text: string): boolean {
  return /\baws_|\bprovider\s+"?aws\b|"aws"\s*:|\bmodule\s+"|"module"\s*:|hashicorp\/aws/.test(text);
}
