import { handleManagementCall } from '#lib/management-api/handle.ts'

export {
  handleManagementCall as DELETE,
  handleManagementCall as GET,
  handleManagementCall as OPTIONS,
  handleManagementCall as PATCH,
  handleManagementCall as POST,
  handleManagementCall as PUT,
}
