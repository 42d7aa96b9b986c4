/*
 * Copyright 2026 The Agent Tasks Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

/**
 * The `Link` header of GitHub's lists. For agent tasks `first` is always there
 * and `last` only on the last page, so the only thing to go by is `next`
 * (operation `agent-tasks/list-tasks` of GitHub's OpenAPI description).
 */
const LINK = /<([^<>]*)>((?:\s*;[^,]*)?)/g;

/** The URL of the next page, if there is one. */
export function nextPageUrl(header: string | undefined): string | undefined {
  for (const [, url, parameters] of (header ?? '').matchAll(LINK)) {
    if (/;\s*rel="?next"?(?:\s|;|$)/i.test(parameters)) return url;
  }
  return undefined;
}

/** The header with each of its URLs replaced. */
export function mapLinkUrls(
  header: string,
  replace: (url: string) => string,
): string {
  return header.replace(
    LINK,
    (_link, url: string, parameters: string) =>
      `<${replace(url)}>${parameters}`,
  );
}
