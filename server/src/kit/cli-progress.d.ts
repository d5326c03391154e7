// The part of cli-progress that we use; the package brings no types of its own.
declare module 'cli-progress' {
  interface BarOptions {
    readonly format: string;
    readonly stream: NodeJS.WritableStream;
    readonly hideCursor: boolean;
    readonly clearOnComplete: boolean;
    readonly etaBuffer: number;
    readonly barsize: number;
  }

  class SingleBar {
    constructor(options: BarOptions);
    start(total: number, startValue: number): void;
    update(value: number): void;
    setTotal(total: number): void;
    stop(): void;
  }

  const cliProgress: { readonly SingleBar: typeof SingleBar };
  export = cliProgress;
}
