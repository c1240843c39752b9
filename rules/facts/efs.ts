import { fact } from "../../server/core/facts.ts";

export const createFileSystem = "https://docs.aws.amazon.com/efs/latest/ug/API_CreateFileSystem.html";
export const createMountTarget = "https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html";
const notes = "EC2 Instance Storage › EFS";

export const leastThroughput = fact({
  value: 1,
  unit: "count",
  text: "A file system is given at least 1 MiB/s.",
  source: createFileSystem,
  checked: "2026-11-25",
  notes,
  about: [],
});

export const nfsPort = fact({
  value: 2_049,
  unit: "port",
  text: "NFS answers on TCP port 2049.",
  source: "https://docs.aws.amazon.com/efs/latest/ug/network-access.html",
  checked: "2026-11-25",
  notes,
  about: [],
});
