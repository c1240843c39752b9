/** URIs of the protocol and paths of the workspace. */

/** A document's path: that of the file, or one that no file has for what is not on disk. */
export function pathOf(uri: string): string {
  const match = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/]*))?(.*)$/i.exec(uri);
  if (!match) return uri;
  const [, scheme, authority = "", encoded] = match as unknown as [string, string, string?, string?];
  const path = decode(encoded ?? "");
  if (scheme === "file") {
    return authority === "" ? path : `//${authority}${path}`;
  }
  return `/${scheme}:${authority}/${path.replace(/^\/+/, "")}`;
}

/** The URI of a path: what `pathOf` gives the same path for. */
export function uriOf(path: string): string {
  const virtual = /^\/([a-z][a-z0-9+.-]+):([^/]*)\/(.*)$/i.exec(path);
  const encoded = (text: string) => text.split("/").map(encodeSegment).join("/");
  if (virtual) {
    const [, scheme, authority, rest] = virtual as unknown as [string, string, string, string];
    return scheme === "untitled" ? `untitled:${encoded(rest)}` : `${scheme}://${authority}/${encoded(rest)}`;
  }
  return path.startsWith("//") ? `file:${encoded(path)}` : `file://${encoded(path)}`;
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    // A lone "%" is a legal file name; it stands for itself.
    if (error instanceof URIError) return text;
    throw error;
  }
}
