'use server'
import { runAction } from '#lib/auth/action.ts'
import { registerGateway } from '#lib/gateway/register-gateway.ts'
import { removeGateway } from '#lib/gateway/remove-gateway.ts'
import { renameGateway } from '#lib/gateway/rename-gateway.ts'
import { rotateGatewayToken } from '#lib/gateway/rotate-gateway-token.ts'
import type { RegisterGateway, UpdateEnvironmentLease } from '#lib/gateway/schema.ts'
import { updateEnvironmentLease } from '#lib/gateway/update-environment-lease.ts'

export const registerGatewayAction = async (input: RegisterGateway) =>
  runAction((actor) => registerGateway(actor, input))

export const renameGatewayAction = async (id: string, input: { name: string }) =>
  runAction((actor) => renameGateway(actor, { ...input, id }))

export const rotateGatewayTokenAction = async (id: string) =>
  runAction((actor) => rotateGatewayToken(actor, { id }))

export const removeGatewayAction = async (id: string) => runAction((actor) => removeGateway(actor, { id }))

export const updateLeaseAction = async (input: UpdateEnvironmentLease) =>
  runAction((actor) => updateEnvironmentLease(actor, input))
