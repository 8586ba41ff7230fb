export { type PictureFault, type PictureSize, PictureError, loadPicture } from "./load-picture";
export { type PaintingsOptions, preparePaintings } from "./prepare-paintings";
