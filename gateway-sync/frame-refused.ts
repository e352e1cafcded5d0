/** A frame that is not of the contract. `message` says what is wrong with it and repeats nothing of its content. */
export class FrameRefused extends Error {
  override readonly name = 'FrameRefused'
}
