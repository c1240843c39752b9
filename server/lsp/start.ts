/** The program that the editor starts. */
import { startServer } from "./main.ts";

startServer();
