// A studio set as data.

package raster

// Hex is an sRGB colour as people write it: 0xRRGGBB. Zero means "not said".
type Hex uint32

// Scene is a studio set as data: what stands where, of what, lit how. Lengths are in
// product sizes: a product is at most 1 high and 1.6 wide. x runs to the right, y up,
// z away from the camera; the product stands at the origin. The zero value is a white set.
type Scene struct {
	Floor     Surface
	Wall      Surface // the backdrop
	Room      Room
	Depth     float64 // from the product to the wall; zero means 2.2
	Stand     Stand
	Props     []Prop
	Litter    Litter
	Key       Key
	Sky       Sky
	Gobo      Gobo
	Bokeh     Bokeh
	Blur      float64 // softness of things one size behind the product, in parts of the frame's height
	Exposure  float64 // zero means 1: surfaces show in their own colour
	Vignette  float64 // how much darker the corners are, 0 to 1
	FromAbove bool    // a flat lay, whatever the photo
}

// Room is how floor and backdrop meet.
type Room uint8

const (
	Sweep  Room = iota // one sheet, bent up behind the product: no line anywhere
	Corner             // a wall on a floor
	Table              // a table that ends before a far backdrop
)

// Material is what a surface is made of.
type Material uint8

const (
	Paper      Material = iota // matt and plain; painted board
	Plaster                    // trowelled, with relief
	Concrete                   // mottled, with pores
	Planks                     // boards with dark joints
	Veneer                     // one piece of wood
	Marble                     // veins of the accent colour
	Terrazzo                   // chips of the accent colour and its kin
	Travertine                 // layered stone with small holes
	Linen                      // plain weave
	Silk                       // large soft folds
	Sand                       // wind ripples and grains
	Water                      // still, with ripples; mirrors what stands on it
	Tiles                      // squares with joints of the accent colour
	Brick                      // courses with joints of the accent colour
	Snow                       // soft heaps with glints
	Moss                       // short and dense green
	Slats                      // upright wooden battens
	Gradient                   // from Color below to Accent above; shines by itself
	Haze                       // a far room out of focus, from Color to Accent; from here on, all shine by themselves
	Heaven                     // sky with clouds
	Foliage                    // leaves far out of focus
)

// Surface is a material in a colour.
type Surface struct {
	Material Material
	Color    Hex
	Accent   Hex     // veins, joints, the far end of a gradient; zero means a shade of Color
	Middle   Hex     // half way along a gradient; zero means the mean of both ends
	Scale    float64 // of the pattern; zero means 1
	Gloss    float64 // 0 matt to 1 mirror
}

// Shape is the form of a prop or stand.
type Shape uint8

const (
	None Shape = iota
	Disc       // an upright cylinder
	Block
	Ball
	Egg // a ball stretched to Size
	Arch
	Ring // stands upright
	Cone
	Pumpkin
	Heart
	Vase
	Rock
)

// Stand is what lifts the product off the floor. It grows with the product.
type Stand struct {
	Shape   Shape // None, Disc, Block or Rock
	Height  float64
	Margin  float64 // beyond the product's foot; zero means 0.2
	Surface Surface
}

// Prop is a thing beside or behind the product.
type Prop struct {
	Shape   Shape
	Side    float64 // -1 the left end of the frame, 0 behind the product, 1 the right end
	Z       float64 // behind the product's middle
	Y       float64 // of its foot above the floor
	Size    [3]float64
	Turn    float64 // degrees about the upright axis
	Surface Surface
	Low     bool // flat enough to be seen on a flat lay
}

// Litter is what is strewn over the floor.
type Litter struct {
	Kind   LitterKind
	Count  int
	Size   float64
	Colors []Hex
}

// LitterKind is what litter is made of.
type LitterKind uint8

const (
	Nothing LitterKind = iota
	Leaves             // lobed, with veins
	Petals
	Confetti
)

// Key is the main light: a softbox, or the sun where Reach is zero.
type Key struct {
	Side     float64 // degrees from the camera: negative left, positive right, beyond 90 from behind
	Height   float64 // degrees above the floor
	Spread   float64 // degrees from its middle to its edge: how soft shadows are
	Strength float64 // its share of the light on the floor, 0 to 1; the sky gives the rest
	Reach    float64 // distance of the lamp; light falls off with it. Zero: the sun
	Color    Hex
}

// Sky is the light from all around.
type Sky struct{ Top, Horizon Hex }

// Gobo is a pattern in front of the key light.
type Gobo struct {
	Kind Pattern
	Soft float64 // zero means 1
}

// Pattern is the shape of a gobo.
type Pattern uint8

const (
	Open    Pattern = iota
	Window          // panes and bars
	Boughs          // leaves of a tree
	Palm            // fronds
	Blinds          // slanting bars
	Glazing         // a window with boughs before it
)

// Bokeh is points of light far out of focus.
type Bokeh struct {
	Count  int
	Size   float64 // of the largest, in parts of the frame's height
	Colors []Hex
}

// Preset is a scene with a name under which the service offers it.
type Preset struct {
	ID, Name, Prompt string
	Tags, Categories []string
	Old              bool // kept for old requests, no longer advertised
	Scene            Scene
}

// Render says how a scene is to be painted. Equal values give equal bytes.
type Render struct {
	Frame     Frame
	Seed      uint64
	Style     bool // draw the palette towards the product's colours
	Variation int  // 0 is the scene as designed; others are its kin
}
