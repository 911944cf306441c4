declare module "*.svg" {
  /** The drawing as a data address. */
  const address: string;
  export default address;
}
