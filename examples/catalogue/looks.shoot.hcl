# What the seasons look like.

variable "season" {
  type        = string
  default     = "autumn"
  description = "Which look the catalogue gets."
  validation {
    condition     = contains(["autumn", "spring"], var.season)
    error_message = "season is autumn or spring."
  }
}

locals {
  looks = {
    autumn = [preset.rustic]
    spring = [preset.meadow]
  }
}

preset "rustic" { id = "thanksgiving_rustic_scene" }
preset "meadow" { prompt = "on a mossy stone in a spring meadow, soft morning light" }

format "web" { type = "jpeg" }

check "enough" {
  assert {
    condition     = length(catalog.shop) >= 3
    error_message = "The export holds fewer than three active products."
  }
}

output "watch" {
  value = product.shop["WATCH-01"].shot["medium_banner/white_background"].file["web"].path
}
