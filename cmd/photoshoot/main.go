// Command photoshoot is to product photography what Terraform is to infrastructure.
package main

import "os"

func main() { os.Exit(run(os.Args[1:], system())) }
