// An extension that does nothing: a host for suites that need no Orgsmith.
export function activate() {}
