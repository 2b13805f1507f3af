/** The cookie that carries the session token: not readable by scripts, sent to this site only. */
export const sessionCookie = {
  name: 'doudi',
  options: { httpOnly: true, sameSite: 'strict', path: '/' },
} as const
