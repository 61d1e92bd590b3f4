// What streams are called on a cluster that others may use too: ours begin with a prefix.

export class StreamNames {
  constructor(readonly prefix: string) {}

  onCluster(stream: string): string {
    return this.prefix + stream;
  }

  /** Without the prefix, as the port has it. */
  atPort(name: string): string {
    return name.startsWith(this.prefix) ? name.slice(this.prefix.length) : name;
  }
}

/** The stream in which the server keeps what holds for a whole stream. */
export const metadataStream = (stream: string): string => `$$${stream}`;
