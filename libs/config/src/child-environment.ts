const PASSED_ON = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR'] as const;

/** What a child process of ours gets of our environment: where programs are, and none of our secrets. */
export function childEnvironment(
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, string> {
  const entries = PASSED_ON.flatMap((name) =>
    variables[name] === undefined ? [] : [[name, variables[name]]],
  );
  return Object.fromEntries(entries) as Record<string, string>;
}
