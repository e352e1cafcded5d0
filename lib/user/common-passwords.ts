/**
 * Stems of the passwords of ten characters and more that lead the published lists of leaked ones. A password that is a
 * stem, a stem with digits or signs around it, one repeated piece or one run along the keyboard is refused.
 */
const STEMS = new Set(
  `password passw0rd passwort motdepasse contrasena qwerty qwertz azerty qwertyuiop qwertzuiop qwerty123 asdfghjkl
  zxcvbnm letmein welcome welcome123 administrator admin adminadmin admin123 changeme changeit iloveyou sunshine princess
  football baseball superman batman starwars trustno1 whatever computer internet secret topsecret default test testtest
  testpassword demo gatehouse mypassword newpassword password1 temppassword temporary dragon monkey shadow master
  michael jennifer jordan liverpool chelsea arsenal minecraft pokemon samsung google facebook abcdefghij abcdefgh
  abc123 abcd1234 1q2w3e4r 1q2w3e4r5t 1qaz2wsx qazwsxedc zaq12wsx q1w2e3r4 q1w2e3r4t5 correcthorsebatterystaple`.split(
    /\s+/,
  ),
)
const RUNS = [
  '01234567890123456789',
  '98765432109876543210',
  'qwertyuiopasdfghjklzxcvbnm',
  'abcdefghijklmnopqrstuvwxyz',
]

/** True for a password that guessing starts with. */
export function isCommonPassword(password: string): boolean {
  const plain = password.toLowerCase()
  const letters = plain.replace(/^[^a-z]+|[^a-z]+$/g, '')
  const ends = plain.replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
  const isRepeated = /^(.{1,4})\1+.{0,3}$/.test(plain)
  return (
    STEMS.has(plain) ||
    STEMS.has(letters) ||
    STEMS.has(ends) ||
    isRepeated ||
    RUNS.some((run) => run.includes(plain))
  )
}
