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

import type { Request } from 'express';
import type { Switches } from '../state';
import { validationFailed } from './GithubError';
import { queryValue } from './query';
import { contextOf } from './requestContext';

/** One page of a list and the addresses of its neighbours. */
export type Page<T> = { items: T[]; link?: string };

type PageRequest = { page: number; perPage: number; shift?: number };

/** `page` and `per_page`; what is out of range is clamped or refused (behaviour 34). */
export function pageRequest(
  request: Request,
  pageSizeOutOfRange: Switches['pageSizeOutOfRange'],
): PageRequest {
  const page = wholeNumber(queryValue(request, 'page'), 1);
  const perPage = wholeNumber(queryValue(request, 'per_page'), 30);
  const isInRange = perPage >= 1 && perPage <= 100 && page >= 1;
  if (!isInRange && pageSizeOutOfRange === 'refuse') {
    throw validationFailed({
      code: 'invalid',
      message: 'per_page must be between 1 and 100',
    });
  }
  const size = Math.min(100, Math.max(1, perPage));
  const { pageShift } = contextOf(request);
  return {
    page: Math.max(1, page),
    perPage: size,
    shift: pageShift === 'one-page' ? size : pageShift,
  };
}

/**
 * Cuts a page out of a list. `links` chooses between GitHub's usual header and
 * that of the agent task lists: there `first` is always present and `last` only
 * on the last page (behaviour 35).
 */
export function paginate<T>(
  all: readonly T[],
  { page, perPage, shift = 0 }: PageRequest,
  options: { url: string; links: 'usual' | 'agent-tasks' },
): Page<T> {
  const lastPage = Math.max(1, Math.ceil(all.length / perPage));
  // By fault: as if items had come or gone since the page before was read.
  const start = Math.max(0, (page - 1) * perPage - shift);
  const relations: [relation: string, page: number][] = [];
  if (page > 1) relations.push(['prev', Math.min(page - 1, lastPage)]);
  if (page < lastPage) relations.push(['next', page + 1]);
  if (options.links === 'agent-tasks') {
    relations.push(['first', 1]);
    if (page === lastPage) relations.push(['last', lastPage]);
  } else {
    if (page < lastPage) relations.push(['last', lastPage]);
    if (page > 1) relations.push(['first', 1]);
  }
  return {
    items: all.slice(start, start + perPage),
    link:
      relations.length === 0
        ? undefined
        : relations
            .map(
              ([relation, number]) =>
                `<${withPage(
                  options.url,
                  number,
                  perPage,
                )}>; rel="${relation}"`,
            )
            .join(', '),
  };
}

function withPage(url: string, page: number, perPage: number): string {
  const result = new URL(url);
  result.searchParams.set('page', String(page));
  result.searchParams.set('per_page', String(perPage));
  return result.toString();
}

function wholeNumber(value: string | undefined, fallback: number): number {
  const number = Number.parseInt(value ?? '', 10);
  return Number.isNaN(number) ? fallback : number;
}
