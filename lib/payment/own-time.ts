/** What the clock of a consumer's organization shows at a real time: a sandbox's is ahead. */
export const ownTime = (consumer: { clockOffsetMs: bigint }, real: Date): Date =>
  new Date(real.getTime() + Number(consumer.clockOffsetMs))
