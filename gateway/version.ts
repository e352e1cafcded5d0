/** The program's version, as told to sync. */
export const GATEWAY_VERSION = '0.1.0'
