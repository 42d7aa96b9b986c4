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

import Box from '@mui/material/Box';
import type { PropsWithChildren, ReactNode } from 'react';

/** Names and values, one pair a line. */
export function Facts(props: PropsWithChildren<{}>) {
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: 'minmax(6.5rem, auto) minmax(0, 1fr)',
        columnGap: 2,
        rowGap: 0.75,
        m: 0,
        fontSize: '0.875rem',
      }}
    >
      {props.children}
    </Box>
  );
}

/** One pair of {@link Facts}. */
export function Fact(props: { name: string; children: ReactNode }) {
  return (
    <>
      <Box component="dt" sx={{ color: 'text.secondary' }}>
        {props.name}
      </Box>
      <Box component="dd" sx={{ m: 0, overflowWrap: 'anywhere' }}>
        {props.children}
      </Box>
    </>
  );
}
