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

import type { RefObject } from 'react';

/** Takes a person who sent a form to its first mistake, once it is drawn as one. */
export function focusFirstMistake(form: RefObject<HTMLElement>) {
  requestAnimationFrame(() => {
    const field = form.current?.querySelector<HTMLElement>(
      '[aria-invalid="true"]',
    );
    // MUI marks the hidden input of a select, beside the one that people see.
    const isHidden = field?.getAttribute('aria-hidden') === 'true';
    const seen = isHidden
      ? field?.parentElement?.querySelector<HTMLElement>('[role="combobox"]')
      : field;
    seen?.focus();
  });
}
