/** Where the management API is served. */
export const BASE_PATH = '/api/v1'
