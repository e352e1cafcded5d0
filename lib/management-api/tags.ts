/** The document's sections, in the order of the console's navigation. */
export const tags = [
  { name: 'APIs', description: 'Versioned contracts and where they are served from.' },
  { name: 'API products', description: 'What is offered: APIs, pages, visibility.' },
  { name: 'Plans', description: 'Terms and limits on a product.' },
  { name: 'Applications', description: 'Clients of consumers.' },
  { name: 'Subscriptions', description: 'An application on a plan.' },
  { name: 'Credentials', description: 'What an application proves itself with.' },
  { name: 'Payments', description: 'What came in, how it is collected, what follows when it is not.' },
  { name: 'Mails', description: 'The outbox: what customers were told.' },
  { name: 'Gateways', description: 'Running data planes. For operators of the installation.' },
  { name: 'Revisions', description: 'Where a change of configuration is enforced, with the proof.' },
  { name: 'Changes', description: 'Who changed what, and when.' },
  { name: 'Usage', description: 'Requests, errors and latency.' },
  { name: 'Decisions', description: 'What a gateway did with one request, and why.' },
  { name: 'Organizations', description: 'Parties: they publish, consume, or both.' },
  { name: 'Members', description: 'People in an organization, and invitations.' },
  { name: 'Access tokens', description: 'Tokens for this API.' },
]
