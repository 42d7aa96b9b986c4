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

import { useRouteRef } from '@backstage/core-plugin-api';
import { adminRouteRef } from '../../routes';

/** The addresses of the admin page. */
export type AdminLinks = {
  rules: string;
  usage: string;
  /** Of one rule, or of all. */
  history: (ruleId?: string) => string;
};

/** Where the admin page is in this app. */
export function useAdminLinks(): AdminLinks {
  const rules = useRouteRef(adminRouteRef)();
  return {
    rules,
    usage: `${rules}/usage`,
    history: ruleId =>
      `${rules}/history${ruleId ? `?rule=${encodeURIComponent(ruleId)}` : ''}`,
  };
}
