export { type PictureFault, type PictureSize, PictureError, loadPicture } from "./load-picture";
export { type PaintingsOptions, type PictureSource, preparePaintings, preparePictures } from "./prepare-paintings";
export { type PrepareOptions } from "./prepare";
