// The live connection asks for WebSockets and nothing else; the library's other transports stay out of the first load.
import { WS } from 'installed:engine.io-client/build/esm/transports/websocket.js';

export const transports = { websocket: WS };
export const XHR = undefined;
