/** What Fargate and App Runner offer. Sizes are CPU units and MiB. */

export const fargateSource = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html";
/** The day the tables were last read. */
export const checked = "2026-11-25";

export interface Sizes {
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** Sizes that are no multiple of the step. */
  readonly also?: readonly number[];
}

/** Memory by CPU units, for tasks on Fargate. */
export const fargateMemory: Readonly<Record<number, Sizes>> = {
  256: { least: 1024, most: 2048, step: 1024, also: [512] },
  512: { least: 1024, most: 4096, step: 1024 },
  1024: { least: 2048, most: 8192, step: 1024 },
  2048: { least: 4096, most: 16_384, step: 1024 },
  4096: { least: 8192, most: 30_720, step: 1024 },
  8192: { least: 16_384, most: 61_440, step: 4096 },
  16384: { least: 32_768, most: 122_880, step: 8192 },
};

/** CPU units that Windows tasks may have. */
export const fargateWindows: readonly number[] = [1024, 2048, 4096];

/** The log drivers of Fargate. */
export const fargateLogDrivers: readonly string[] = ["awslogs", "splunk", "awsfirelens"];

export const s3FilesSource = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/s3files-volumes.html";

export const appRunnerSource = "https://docs.aws.amazon.com/apprunner/latest/api/API_InstanceConfiguration.html";

/** Memory in MiB by CPU units, for App Runner. */
export const appRunnerMemory: Readonly<Record<number, readonly number[]>> = {
  256: [512, 1024],
  512: [1024],
  1024: [2048, 3072, 4096],
  2048: [4096, 6144],
  4096: [8192, 10_240, 12_288],
};
