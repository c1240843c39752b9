/** Operating systems, as the names of images tell them. */

/** What installs packages on a system. */
export type PackageFamily = "yum" | "dnf" | "apt" | "none";

export interface System {
  /** "amazon-linux-2", "ubuntu-20.04", "windows". */
  readonly id: string;
  /** For messages. */
  readonly title: string;
  readonly packages: PackageFamily;
}

const amazonLinux1: System = { id: "amazon-linux-1", title: "the first Amazon Linux", packages: "yum" };
const amazonLinux2: System = { id: "amazon-linux-2", title: "Amazon Linux 2", packages: "yum" };
const amazonLinux2023: System = { id: "amazon-linux-2023", title: "Amazon Linux 2023", packages: "dnf" };

/** Accounts whose images are what their names say, and what those begin with. */
const publishers: Readonly<Record<string, RegExp>> = {
  amazon: /^(?:amzn-ami|amzn2-ami|al2023-ami|Windows_Server)-/,
  "137112412989": /^(?:amzn-ami|amzn2-ami|al2023-ami)-/,
  "591542846629": /^(?:amzn-ami|amzn2-ami|al2023-ami)-ecs-/,
  "801119661308": /^Windows_Server-/,
  "099720109477": /^ubuntu\//,
  "136693071363": /^debian-/,
};

/** The owner, as a look-up names it, of images whose names begin as this one does; undefined where that says nothing. */
export function usualOwner(name: string): string | undefined {
  return Object.keys(publishers)
    .sort((a, b) => Number(b === "amazon") - Number(a === "amazon"))
    .find((owner) => publishers[owner]!.test(name));
}

/**
 * The system of an image by the name of the parameter that AWS keeps its id in, or by the name of the image itself and
 * the account that publishes it. Undefined for every other name.
 */
export function systemOfName(name: string, owner?: string): System | undefined {
  if (owner === undefined) return systemOfParameter(name);
  if (!Object.hasOwn(publishers, owner) || !publishers[owner]!.test(name)) return undefined;
  if (/^ubuntu\//.test(name)) {
    // A pattern may leave the version open, and the fancier editions are supported for longer.
    const version =
      /^ubuntu\/images\/(?:hvm-ssd|hvm-ssd-gp3|hvm-instance|hvm|ebs-ssd|ebs)\/ubuntu-(?:[a-z]+)-(\d\d\.\d\d)-/.exec(
        name,
      );
    return ubuntu(version?.[1]);
  }
  if (/^debian-/.test(name)) return debian(/^debian-(\d+)-/.exec(name)?.[1]);
  return systemOfBaseName(name);
}

function systemOfParameter(name: string): System | undefined {
  const path = name.replace(/^resolve:ssm:/, "");
  const own = /^\/aws\/service\/(?:ami-amazon-linux-latest|ami-windows-latest)\/(.+)$/.exec(path);
  if (own) return systemOfBaseName(own[1]!);
  const ecs = /^\/aws\/service\/ecs\/optimized-ami\/(amazon-linux(?:-2|-2023)?)\//.exec(path);
  if (ecs)
    return { "amazon-linux": amazonLinux1, "amazon-linux-2": amazonLinux2, "amazon-linux-2023": amazonLinux2023 }[
      ecs[1]!
    ];
  const canonical = /^\/aws\/service\/canonical\/ubuntu\/(?:server|server-minimal)\/([^/]+)\//.exec(path);
  if (canonical) return ubuntu(codenames[canonical[1]!] ?? canonical[1]);
  return debian(/^\/aws\/service\/debian\/release\/(\d+)\//.exec(path)?.[1]);
}

function systemOfBaseName(name: string): System | undefined {
  if (/^amzn-ami-/.test(name)) return amazonLinux1;
  if (/^amzn2-ami-/.test(name)) return amazonLinux2;
  if (/^al2023-ami-/.test(name)) return amazonLinux2023;
  if (/^Windows_Server-/.test(name)) return { id: "windows", title: "Windows", packages: "none" };
  return undefined;
}

const codenames: Readonly<Record<string, string>> = {
  trusty: "14.04",
  xenial: "16.04",
  bionic: "18.04",
  focal: "20.04",
  jammy: "22.04",
  noble: "24.04",
};

function ubuntu(version: string | undefined): System | undefined {
  if (version === undefined) return { id: "ubuntu", title: "Ubuntu", packages: "apt" };
  return /^\d\d\.\d\d$/.test(version)
    ? { id: `ubuntu-${version}`, title: `Ubuntu ${version}`, packages: "apt" }
    : undefined;
}

function debian(version: string | undefined): System | undefined {
  return version === undefined ? undefined : { id: `debian-${version}`, title: `Debian ${version}`, packages: "apt" };
}
