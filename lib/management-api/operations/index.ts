import type { Operation } from '../operation.ts'
import { accessTokenOperations } from './access-token.ts'
import { apiOperations } from './api.ts'
import { apiVersionOperations } from './api-version.ts'
import { applicationOperations } from './application.ts'
import { changeOperations } from './change.ts'
import { credentialOperations } from './credential.ts'
import { creditOperations } from './credit.ts'
import { customerOperations } from './customer.ts'
import { decisionOperations } from './decision.ts'
import { gatewayOperations } from './gateway.ts'
import { invoiceOperations } from './invoice.ts'
import { mailOperations } from './mail.ts'
import { meOperations } from './me.ts'
import { memberOperations } from './member.ts'
import { organizationOperations } from './organization.ts'
import { paymentOperations } from './payment.ts'
import { planOperations } from './plan.ts'
import { productOperations } from './product.ts'
import { productLogoOperations } from './product-logo.ts'
import { productPageOperations } from './product-page.ts'
import { revenueOperations } from './revenue.ts'
import { revisionOperations } from './revision.ts'
import { sandboxOperations } from './sandbox.ts'
import { subscriberOperations } from './subscriber.ts'
import { subscriptionOperations } from './subscription.ts'
import { subscriptionChangeOperations } from './subscription-change.ts'
import { usageOperations } from './usage.ts'

/** Every call of the management API, in the order of the document. */
export const operations: Operation[] = [
  ...apiOperations,
  ...apiVersionOperations,
  ...productOperations,
  ...productPageOperations,
  ...productLogoOperations,
  ...planOperations,
  ...applicationOperations,
  ...subscriberOperations,
  ...subscriptionOperations,
  ...subscriptionChangeOperations,
  ...credentialOperations,
  ...creditOperations,
  ...sandboxOperations,
  ...invoiceOperations,
  ...customerOperations,
  ...paymentOperations,
  ...revenueOperations,
  ...mailOperations,
  ...gatewayOperations,
  ...revisionOperations,
  ...changeOperations,
  ...usageOperations,
  ...decisionOperations,
  ...organizationOperations,
  ...memberOperations,
  ...accessTokenOperations,
  ...meOperations,
]
