/** The study notes, by their halves. */
import { ec2StorageContainers } from "./ec2-storage-containers.ts";
import type { NotesRow } from "./notes-row.ts";

export const notes: readonly { readonly title: string; readonly rows: readonly NotesRow[] }[] = [
  { title: "EC2, storage and containers", rows: ec2StorageContainers },
];
