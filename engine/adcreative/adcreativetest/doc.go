// Package adcreativetest holds any server to the contract of the Product Photoshoot API.
package adcreativetest
