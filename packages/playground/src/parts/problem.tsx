import type { ComponentChildren } from "preact";

/** Something went wrong, said where it is seen and heard. */
export function Problem({ children }: { children: ComponentChildren }) {
  return (
    <p class="problem" role="status">
      {children}
    </p>
  );
}
