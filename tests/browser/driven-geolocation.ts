/**
 * Run in a page before the app: a geolocation that reports the speeds that the test says, as playwright's own cannot.
 * `driveAt(kmh)` reports one place; `keepDrivingAt(kmh)` one each second until it is told another.
 */
export const DRIVEN_GEOLOCATION = `(() => {
  const watchers = new Map();
  let last = 0;
  let latitude = -34.9;
  let timer;
  const watchPosition = (tell) => { watchers.set((last += 1), tell); return last; };
  const clearWatch = (id) => watchers.delete(id);
  Object.defineProperty(navigator, 'geolocation', { value: { watchPosition, clearWatch } });
  window.driveAt = (kmh) => {
    latitude += kmh / 3.6 / 111195;
    const coords = { longitude: -56.18, latitude, speed: kmh / 3.6, heading: 0, accuracy: 6 };
    for (const tell of watchers.values()) tell({ coords, timestamp: Date.now() });
  };
  window.keepDrivingAt = (kmh) => {
    clearInterval(timer);
    window.driveAt(kmh);
    timer = setInterval(() => window.driveAt(kmh), 1000);
  };
})()`;
