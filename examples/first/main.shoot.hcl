# Two products, four scenes, two formats. Run it from the top of the repository:
#
#   go run ./cmd/photoshoot -chdir=examples/first apply -auto-approve

preset "autumn" { id = "thanksgiving_rustic_scene" }

format "web" {
  type = "jpeg"
}

defaults {
  formats = ["png", format.web]
}

product "mug" {
  image   = "photos/mug.jpg"
  presets = ["white_background", preset.autumn]
}

# safe_margin = false: exactly 1200x628, with nothing to spare at the sides.
product "candle_holder" {
  image = "photos/candle-holder.jpg"
  name  = "Hammered candle holder"
  presets = [
    "on_platform_natural_beige_background",
    "gray_shadowy_room_sunlight_streaming_studio",
  ]
  safe_margin = false
}
