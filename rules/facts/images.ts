const ubuntu = { source: "https://ubuntu.com/about/release-cycle", what: "support without a subscription" };
const amazonLinux = { source: "https://aws.amazon.com/amazon-linux-2/faqs/", what: "support" };

/**
 * When systems stopped getting updates from who makes them, without a contract. Only dates that have passed count.
 * Ubuntu's page names months: the last day of the last one that was announced is taken.
 */
export const endOfLife: Readonly<
  Record<string, { readonly ended: string; readonly what: string; readonly source: string; readonly checked: string }>
> = {
  "amazon-linux-1": { ...amazonLinux, ended: "2023-12-31", checked: "2026-11-25" },
  "amazon-linux-2": { ...amazonLinux, ended: "2026-06-30", checked: "2026-11-25" },
  "ubuntu-14.04": { ...ubuntu, ended: "2019-04-30", checked: "2026-11-25" },
  "ubuntu-16.04": { ...ubuntu, ended: "2021-04-30", checked: "2026-11-25" },
  "ubuntu-18.04": { ...ubuntu, ended: "2023-05-31", checked: "2026-11-25" },
  "ubuntu-20.04": { ...ubuntu, ended: "2025-05-31", checked: "2026-11-25" },
  "debian-9": {
    source: "https://wiki.debian.org/LTS",
    what: "long-term support",
    ended: "2022-06-30",
    checked: "2026-11-25",
  },
  "debian-10": {
    source: "https://wiki.debian.org/LTS",
    what: "long-term support",
    ended: "2024-06-30",
    checked: "2026-11-25",
  },
  "debian-11": {
    source: "https://wiki.debian.org/LTS",
    what: "long-term support",
    ended: "2026-08-31",
    checked: "2026-11-25",
  },
};
