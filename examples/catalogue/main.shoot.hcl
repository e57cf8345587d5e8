# A product export of Shopify, as the shop already has it, becomes pictures:
#
#   photoshoot -chdir=examples/catalogue apply
#   photoshoot -chdir=examples/catalogue plan -var=season=spring

photoshoot {
  max_credits = 50
  max_deletes = 5
}

catalog "shop" {
  source = "products.csv"
  type   = "shopify"
  key    = row["Variant SKU"]
  where  = row["Status"] == "active"
}

product "shop" {
  for_each     = catalog.shop
  image        = each.value["Image Src"]
  name         = each.value["Title"]
  presets      = concat(["white_background"], local.looks[var.season])
  render_kinds = ["medium_banner"]
  formats      = ["png", format.web]

  lifecycle {
    ignore_changes = [name] # a corrected title is no reason for a new picture
  }
}
