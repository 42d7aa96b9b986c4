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

import SvgIcon, { type SvgIconProps } from '@mui/material/SvgIcon';

/** A branch that joins another: what everybody knows a pull request by. */
export function PullRequestIcon(props: SvgIconProps) {
  return (
    <SvgIcon aria-hidden viewBox="0 0 16 16" {...props}>
      <g fill="none" stroke="currentColor" strokeWidth="1.6">
        <circle cx="4" cy="4" r="1.8" />
        <circle cx="4" cy="12" r="1.8" />
        <circle cx="12" cy="12" r="1.8" />
        <path d="M4 6v4M12 10V6.5A2.5 2.5 0 0 0 9.5 4H7.5" />
      </g>
    </SvgIcon>
  );
}
