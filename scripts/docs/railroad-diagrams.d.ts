/** What is used of the library, which has no types of its own. */
declare module "@prantlf/railroad-diagrams" {
  export class Terminal {
    constructor(text: string);
  }
  export class Sequence {
    constructor(...items: object[]);
  }
  export class Choice {
    constructor(normal: number, ...items: object[]);
  }
  export class Optional {
    constructor(item: object);
  }
  export class Diagram {
    constructor(...items: object[]);
    /** The drawing as an SVG file with the style in it. */
    toStandalone(style: string): string;
  }
}
