/** socket.io namespace of live updates; the access token goes in the handshake's `auth.token`. Apart from the schemas, so that screens need no zod for it. */
export const LIVE_NAMESPACE = '/live';
